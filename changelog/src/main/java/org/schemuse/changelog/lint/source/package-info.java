/** Where SQL comes from: catalogs, formatted SQL, plain SQL, and YAML or XML whose SQL Liquibase generates. */
@NullMarked
package org.schemuse.changelog.lint.source;

import org.jspecify.annotations.NullMarked;
