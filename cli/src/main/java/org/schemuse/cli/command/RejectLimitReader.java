package org.schemuse.cli.command;

import org.schemuse.importer.table.RejectLimit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of rows, or a percentage. */
final class RejectLimitReader implements ITypeConverter<RejectLimit> {
    @Override
    public RejectLimit convert(String text) {
        if (text.matches("[0-9]{1,12}")) {
            return new RejectLimit(Long.valueOf(text), null);
        } else if (text.matches("([0-9]{1,2}(\\.[0-9]{1,6})?|100)%")) {
            return new RejectLimit(null, Double.valueOf(text.substring(0, text.length() - 1)));
        }
        throw new TypeConversionException("expected a number of rows or a percentage such as 1%, found '" + text + "'");
    }
}
