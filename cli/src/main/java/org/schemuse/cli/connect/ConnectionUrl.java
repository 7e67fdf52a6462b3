package org.schemuse.cli.connect;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schemuse.cli.report.Failure;

/**
 * Reads {@code --url}: {@code postgresql://user@host:port/database?sslmode=require} as libpq does, or the same behind
 * {@code jdbc:}, where pgjdbc's property names may be used too. A password is refused: arguments are public on most
 * machines.
 */
final class ConnectionUrl {
    private static final Pattern FORM =
            Pattern.compile("(?:postgresql|postgres):(?://(?:([^@/?]*)@)?([^/?]*)/?)?([^?]*)(?:\\?(.*))?");

    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^]]+]|[^:]*)(?::(\\d*))?");

    private static final Set<String> SECRETS = Set.of("password", "sslpassword");

    private ConnectionUrl() {}

    static LibpqSettings parse(String url) {
        Matcher form = FORM.matcher(url.startsWith("jdbc:") ? url.substring(5) : url);
        if (!form.matches()) {
            throw Failure.usage("--url is no PostgreSQL URL: expected postgresql://user@host:port/database"
                    + " or jdbc:postgresql://host:port/database.");
        }
        Map<String, String> values = new LinkedHashMap<>();
        if (form.group(1) != null) {
            putUser(values, form.group(1));
        }
        if (form.group(2) != null && !form.group(2).isEmpty()) {
            putHosts(values, form.group(2));
        }
        if (!form.group(3).isEmpty()) {
            values.put("dbname", decoded(form.group(3)));
        }
        if (form.group(4) != null) {
            putParameters(values, form.group(4));
        }
        return new LibpqSettings(values);
    }

    private static void putUser(Map<String, String> values, String userInfo) {
        if (userInfo.contains(":")) {
            throw secretInUrl();
        }
        values.put("user", decoded(userInfo));
    }

    private static void putHosts(Map<String, String> values, String hosts) {
        List<String> names = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (String host : hosts.split(",", -1)) {
            Matcher parts = HOST_AND_PORT.matcher(host);
            if (!parts.matches()) {
                throw Failure.usage("--url: expected host:port, found \"" + host + "\".");
            }
            names.add(decoded(parts.group(1).replaceAll("[\\[\\]]", "")));
            ports.add(parts.group(2) == null ? "" : parts.group(2));
        }
        if (names.stream().anyMatch(name -> !name.isEmpty())) {
            values.put("host", String.join(",", names));
        }
        if (ports.stream().anyMatch(port -> !port.isEmpty())) {
            values.put("port", String.join(",", ports));
        }
    }

    private static void putParameters(Map<String, String> values, String query) {
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw Failure.usage("--url: expected name=value after the question mark.");
            }
            String name = decoded(parameter.substring(0, equals));
            if (SECRETS.contains(name)) {
                throw secretInUrl();
            }
            values.put(name, decoded(parameter.substring(equals + 1)));
        }
    }

    private static Failure secretInUrl() {
        return Failure.usage("--url holds a password, which every user of this machine can read in the process list:"
                + " leave it out of the URL and give it by PGPASSWORD, ~/.pgpass or at the prompt.");
    }

    /** %41 is A; a plus sign is a plus sign, as in libpq. */
    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--url: a percent sign must be followed by two hexadecimal digits.");
        }
    }
}
