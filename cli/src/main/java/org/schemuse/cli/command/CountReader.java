package org.schemuse.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many changesets: 1 or more. */
final class CountReader implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new TypeConversionException("expected 1 or more, found '" + text + "'");
        }
        return Integer.valueOf(text);
    }
}
