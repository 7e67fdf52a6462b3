package org.schemuse.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/** Every behaviour that the design asks for has a test that bears its number; a test may bear several. */
class BehavioursTest {
    private static final Pattern LINE = Pattern.compile("(?m)^([A-Z]) (\\d+)-(\\d+)$");
    private static final Pattern NUMBERED = Pattern.compile("((?:[a-zA-Z]\\d\\d)+)[A-Z]\\w+");
    private static final Pattern NUMBER = Pattern.compile("\\w\\d\\d");

    @Test
    void everyBehaviourHasATestOfItsNumberAndNoTestANumberOfItsOwn() throws IOException {
        Set<String> tested = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                        .importPackages("org.schemuse.changelog")
                        .stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(BehavioursTest::isTest)
                        .map(method -> NUMBERED.matcher(method.getName()))
                        .filter(name -> name.matches())
                        .flatMap(name -> NUMBER.matcher(name.group(1)).results())
                        .map(number -> number.group().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new));

        Set<String> missing = listed();
        missing.removeAll(tested);
        assertThat(missing).as("behaviours without a test").isEmpty();
        tested.removeAll(listed());
        assertThat(tested).as("numbers of tests that no behaviour has").isEmpty();
    }

    private static boolean isTest(JavaMethod method) {
        return method.isAnnotatedWith(Test.class)
                || method.isAnnotatedWith(ParameterizedTest.class)
                || method.isAnnotatedWith(TestFactory.class);
    }

    private static Set<String> listed() throws IOException {
        try (var in = BehavioursTest.class.getResourceAsStream("/behaviours.txt")) {
            String list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return LINE.matcher(list)
                    .results()
                    .flatMap(BehavioursTest::numbers)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Stream<String> numbers(MatchResult line) {
        String letter = line.group(1).toLowerCase(Locale.ROOT);
        return IntStream.rangeClosed(Integer.parseInt(line.group(2)), Integer.parseInt(line.group(3)))
                .mapToObj(number -> String.format(Locale.ROOT, "%s%02d", letter, number));
    }
}
