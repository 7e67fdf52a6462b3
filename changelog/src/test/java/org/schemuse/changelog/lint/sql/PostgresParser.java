package org.schemuse.changelog.lint.sql;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * PostgreSQL's own parser: the WebAssembly of libpg_query's npm package, run by Chicory. Emscripten shortened the names of
 * its imports and exports; the JavaScript beside it says which is which. A syntax error leaves by {@code longjmp}, for
 * which Emscripten throws an exception from one import to another.
 */
final class PostgresParser {
    private static final Pattern EXPORT = Pattern.compile("Module\\[\"(_\\w+)\"\\]=wasmExports\\[\"(\\w+)\"\\]");
    private static final Pattern INNER_EXPORT = Pattern.compile("[;,](_\\w+)=wasmExports\\[\"(\\w+)\"\\]");
    private static final Pattern IMPORT = Pattern.compile("(\\w+):(\\w+)");
    private static final int PAGE = 65536;

    private final Map<String, String> exports = new HashMap<>();
    private final Map<String, String> imports = new HashMap<>();
    private final Instance instance;

    /** Thrown where C calls {@code longjmp}. */
    private static final class LongJump extends RuntimeException {
        private static final long serialVersionUID = 1;

        LongJump() {
            super("longjmp", null, false, false);
        }
    }

    /** The parser in the package that npm installed in this folder. */
    PostgresParser(Path folder) throws IOException {
        Path wasm = folder.resolve("node_modules/libpg-query/wasm");
        readNames(Files.readString(wasm.resolve("libpg-query.js")));
        WasmModule module = Parser.parse(wasm.resolve("libpg-query.wasm"));
        instance = Instance.builder(module).withImportValues(importsOf(module)).build();
        call("__wasm_call_ctors");
    }

    /** Installs the package that the lock file pins; npm compares it with the lock file's hash. */
    static Path install(Path pinned, Path folder) throws IOException, InterruptedException {
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(pinned.resolve(file), folder.resolve(file));
        }
        File log = folder.resolve("npm.log").toFile();
        int code = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("npm ci ended with " + code + ": " + Files.readString(log.toPath()));
        }
        return folder;
    }

    /** The statements of a text as the parser's trees, as JSON has them; what PostgreSQL refuses is an exception. */
    List<Tree> parse(String sql) {
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        int text = call("_malloc", bytes.length + 1);
        instance.memory().write(text, bytes);
        instance.memory().writeByte(text + bytes.length, (byte) 0);
        int result = call("_wasm_parse_query", text);
        String json = instance.memory().readCString(result, StandardCharsets.UTF_8);
        call("_wasm_free_string", result);
        call("_free", text);
        if (!json.startsWith("{")) {
            throw new IllegalArgumentException(json + ": " + sql);
        }
        LoaderOptions deep = new LoaderOptions();
        deep.setNestingDepthLimit(1000);
        Map<?, ?> document = new Yaml(new SafeConstructor(deep)).load(json);
        return Tree.list(document.get("stmts")).stream()
                .map(statement -> statement.at("stmt"))
                .toList();
    }

    private void readNames(String javaScript) {
        Matcher export = EXPORT.matcher(javaScript);
        while (export.find()) {
            exports.put(export.group(1), export.group(2));
        }
        Matcher inner = INNER_EXPORT.matcher(javaScript);
        while (inner.find()) {
            exports.putIfAbsent(inner.group(1), inner.group(2));
        }
        Matcher constructors =
                Pattern.compile("wasmExports\\[\"(\\w+)\"\\]\\(\\)").matcher(javaScript);
        constructors.find();
        exports.put("__wasm_call_ctors", constructors.group(1));
        Matcher table = Pattern.compile("wasmImports=\\{([^}]*)\\}").matcher(javaScript);
        table.find();
        Matcher each = IMPORT.matcher(table.group(1));
        while (each.find()) {
            imports.put(each.group(1), each.group(2));
        }
    }

    private ImportValues importsOf(WasmModule module) {
        ImportValues.Builder values = ImportValues.builder();
        module.importSection().stream()
                .filter(each -> each.importType() == ExternalType.FUNCTION)
                .map(FunctionImport.class::cast)
                .forEach(each -> values.addFunction(new HostFunction(
                        each.module(),
                        each.name(),
                        module.typeSection().getType(each.typeIndex()),
                        (caller, arguments) -> imported(
                                caller,
                                imports.get(each.name()),
                                module.typeSection().getType(each.typeIndex()),
                                arguments))));
        return values.build();
    }

    private long[] imported(Instance caller, String name, FunctionType type, long[] arguments) {
        if (name.startsWith("invoke_")) {
            return invoke(caller, type, arguments);
        }
        return switch (name) {
            case "__emscripten_throw_longjmp" -> throw new LongJump();
            case "_emscripten_resize_heap" -> new long[] {grow(caller, Integer.toUnsignedLong((int) arguments[0]))};
            // It has no files, no clock that rings, and nobody who reads what it writes.
            case "_fd_close", "_fd_seek", "_fd_read", "_fd_write", "__setitimer_js" -> new long[] {0};
            case "__emscripten_runtime_keepalive_clear" -> new long[0];
            default -> throw new IllegalStateException("PostgreSQL's parser called " + name);
        };
    }

    /** Calls a function of the table; where it ends by a jump, the caller learns that from a flag. */
    private long[] invoke(Instance caller, FunctionType type, long[] arguments) {
        int stack = call("_emscripten_stack_get_current");
        try {
            int function = caller.table(0).ref((int) arguments[0]);
            return caller.getMachine()
                    .call(
                            function,
                            IntStream.range(1, arguments.length)
                                    .mapToLong(i -> arguments[i])
                                    .toArray());
        } catch (LongJump e) {
            call("__emscripten_stack_restore", stack);
            call("_setThrew", 1, 0);
            return new long[type.returns().size()];
        }
    }

    private static long grow(Instance caller, long bytes) {
        int missing = (int) ((bytes + PAGE - 1) / PAGE) - caller.memory().pages();
        return missing <= 0 || caller.memory().grow(missing) >= 0 ? 1 : 0;
    }

    private int call(String function, int... arguments) {
        long[] results = instance.export(exports.get(function))
                .apply(IntStream.of(arguments).mapToLong(i -> i).toArray());
        return results == null || results.length == 0 ? 0 : (int) results[0];
    }
}
