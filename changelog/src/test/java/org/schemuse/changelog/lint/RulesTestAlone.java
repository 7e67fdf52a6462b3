package org.schemuse.changelog.lint;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Runs RulesTest in a JVM of its own: JUnit's launcher is in the build tool, and not on the class path of tests. */
final class RulesTestAlone {
    private RulesTestAlone() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        RulesTest test = new RulesTest();
        for (Method method : RulesTest.class.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Test.class)) {
                method.invoke(test);
            } else if (method.isAnnotationPresent(ParameterizedTest.class)) {
                for (String rule : RulesTest.names()) {
                    method.invoke(test, rule);
                }
            }
        }
    }
}
