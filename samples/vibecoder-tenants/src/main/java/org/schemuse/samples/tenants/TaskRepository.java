package org.schemuse.samples.tenants;

import java.util.List;
import java.util.UUID;

/** Tasks of a tenant. */
public final class TaskRepository {
    private final Tenants tenants;

    public TaskRepository(Tenants tenants) {
        this.tenants = tenants;
    }

    /** Titles of the tasks that are not done, with the tenant as a filter too, as a careful programmer writes it. */
    public List<String> open(UUID tenant) {
        return tenants.in(
                tenant,
                handle -> handle.select(
                                "SELECT title FROM live_tasks WHERE organization_id = ? AND status <> 'done' ORDER BY title",
                                tenant)
                        .mapTo(String.class)
                        .list());
    }

    /** The same by somebody in a hurry: the filter is forgotten. */
    public List<String> openInAHurry(UUID tenant) {
        return tenants.in(
                tenant,
                handle -> handle.select("SELECT title FROM live_tasks WHERE status <> 'done' ORDER BY title")
                        .mapTo(String.class)
                        .list());
    }

    /** Marks tasks done by title; again without a filter. Returns how many there were. */
    public int finish(UUID tenant, String title) {
        return tenants.in(tenant, handle -> handle.execute("UPDATE tasks SET status = 'done' WHERE title = ?", title));
    }

    /** Full-text search by what a person typed. */
    public List<String> search(UUID tenant, String words) {
        return tenants.in(
                tenant,
                handle -> handle.select("SELECT title FROM search_tasks(?) ORDER BY title", words)
                        .mapTo(String.class)
                        .list());
    }

    /** Adds a task to a project; a project of another tenant is refused by a foreign key. */
    public void add(UUID tenant, UUID project, String title) {
        tenants.in(
                tenant,
                handle -> handle.execute(
                        "INSERT INTO tasks (title, project_id, organization_id) VALUES (?, ?, ?)",
                        title,
                        project,
                        tenant));
    }
}
