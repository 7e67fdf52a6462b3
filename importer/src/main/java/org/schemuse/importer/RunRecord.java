package org.schemuse.importer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.mud.row.LegacyIds;

/** What the database is told of a run. */
final class RunRecord {
    private final DumpFile file;
    private final TargetSchema schema;
    private final ImportRequest request;

    RunRecord(DumpFile file, TargetSchema schema, ImportRequest request) {
        this.file = file;
        this.schema = schema;
        this.request = request;
    }

    /** What is written down when the next run after these begins; the latest run is always among them. */
    ImportLedger.Beginning next(List<ImportRun> runs) {
        int number = 1 + runs.stream().mapToInt(ImportRun::number).max().orElse(0);
        Inspection inspection = file.inspection();
        return new ImportLedger.Beginning(
                new LegacyIds(schema.name()).run(number),
                number,
                source(),
                file.source().path(),
                inspection.sha256(),
                inspection.bytes(),
                inspection.dialect(),
                inspection.layout(),
                inspection.charset(),
                request.recorded(),
                request.toolVersion());
    }

    /** What messages and reports call the dump. */
    String source() {
        String source = file.inspection().source();
        Path name = Path.of(source).getFileName();
        return name == null ? source : name.toString();
    }

    /** What stays of a run when it is finished. */
    Map<String, Object> counts(Map<String, Long> rows, Map<String, ?> more) {
        Inspection inspection = file.inspection();
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("objects", inspection.counts().liveObjects());
        counts.put("rows", rows.values().stream().mapToLong(Long::longValue).sum());
        counts.put("tables", rows);
        counts.put("dump", inspection.counts());
        counts.put("sections", inspection.sections());
        counts.put("layout", file.world().dump().layoutData());
        counts.put("frame", file.world().frame());
        counts.put("findings", inspection.findingsByCode());
        counts.putAll(more);
        return counts;
    }
}
