# Schemuse in a container, of what was built here before:
#
#   ./schemuse --version && docker build -t schemuse .
#   docker run --rm -e PGHOST=db.example -e PGUSER=dba -e PGPASSWORD schemuse status
#
# BASE is any image with a Java 17 or newer and a Debian or Ubuntu below it.
ARG BASE=eclipse-temurin:17-jre
FROM ${BASE}

# The embedded PostgreSQL, which verify and drift use, refuses to run as root and wants a user with a name.
RUN useradd --uid 10001 --user-group --create-home --home-dir /work schemuse

COPY schemuse /opt/schemuse/
COPY cli/target/app /opt/schemuse/cli/target/app
COPY cli/target/training/classes.lst /tmp/

# The archive of classes fits one Java only, so it is made anew for this one; the first run notes which Java that is.
RUN java -Xshare:dump -XX:SharedClassListFile=/tmp/classes.lst -XX:SharedArchiveFile=/opt/schemuse/cli/target/app/schemuse.jsa \
        -cp "$(echo /opt/schemuse/cli/target/app/lib/schemuse-cli-*.jar)" >/dev/null 2>&1; \
    rm /tmp/classes.lst && /opt/schemuse/schemuse --version

USER schemuse
WORKDIR /work
ENTRYPOINT ["/opt/schemuse/schemuse"]
