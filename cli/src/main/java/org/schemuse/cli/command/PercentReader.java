package org.schemuse.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number from 0 to 100. */
final class PercentReader implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
        if (!value.matches("[0-9]{1,2}|100")) {
            throw new TypeConversionException("expected a percentage from 0 to 100, found '" + value + "'");
        }
        return Integer.valueOf(value);
    }
}
