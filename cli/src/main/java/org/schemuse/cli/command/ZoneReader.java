package org.schemuse.cli.command;

import java.time.DateTimeException;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time zone of the IANA database, or an offset. */
final class ZoneReader implements ITypeConverter<ZoneId> {
    @Override
    public ZoneId convert(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "expected a time zone such as Europe/Vienna or +01:00, found '" + text + "'");
        }
    }
}
