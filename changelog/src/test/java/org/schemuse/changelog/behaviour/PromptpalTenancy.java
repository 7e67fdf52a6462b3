package org.schemuse.changelog.behaviour;

import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Users of promptpal, with a row in each table. */
final class PromptpalTenancy implements Tenancy {
    @Override
    public String catalog() {
        return "promptpal";
    }

    @Override
    public String owners() {
        return "auth_users";
    }

    @Override
    public String setting() {
        return "app.current_user_id";
    }

    @Override
    public Set<String> open() {
        return Set.of("auth_users");
    }

    @Override
    public void fill(Handle root, UUID user) {
        root.execute("INSERT INTO auth_users (id, email) VALUES (?, ?)", user, user + "@example.org");
        root.execute("INSERT INTO folders (user_id, name, created_by) VALUES (?, 'drafts', ?)", user, user);
        root.execute(
                "INSERT INTO prompts (user_id, folder_id, name, description) SELECT user_id, id, 'letter', user_id::text"
                        + " FROM folders WHERE user_id = ?",
                user);
        String prompt = " FROM prompts WHERE user_id = ?";
        root.execute("INSERT INTO modules (prompt_id, name, order_index) SELECT id, 'opening', 0" + prompt, user);
        root.execute(
                "INSERT INTO module_options (module_id, content) SELECT m.id, 'Dear ' || p.user_id"
                        + " FROM modules m JOIN prompts p ON p.id = m.prompt_id WHERE p.user_id = ?",
                user);
        root.execute("INSERT INTO variables (prompt_id, name) SELECT id, 'name'" + prompt, user);
        root.execute(
                "INSERT INTO encrypted_api_keys (user_id, provider, encrypted_key) VALUES (?, 'openai', 'c2VjcmV0')",
                user);
        root.execute(
                "INSERT INTO usage_tracking (user_id, prompt_id, action) SELECT user_id, id, 'run'" + prompt, user);
    }
}
