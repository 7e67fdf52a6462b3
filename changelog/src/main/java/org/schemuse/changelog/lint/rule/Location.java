package org.schemuse.changelog.lint.rule;

import org.schemuse.changelog.lint.source.Step;

/** A place in the file of a step; the offset is in characters. */
public record Location(Step step, int offset) {}
