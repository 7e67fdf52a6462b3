package org.schemuse.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One character; a tab may be written with a backslash. */
final class CharacterReader implements ITypeConverter<Character> {
    @Override
    public Character convert(String text) {
        String character = text.equals("\\t") ? "\t" : text;
        if (character.length() != 1) {
            throw new TypeConversionException("expected one character, found '" + text + "'");
        }
        return character.charAt(0);
    }
}
