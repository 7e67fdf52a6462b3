package org.schemuse.importer.mud.world;

import org.schemuse.importer.finding.FindingCode;

/** Something in a record that its dialect has no meaning for, as a finding tells it. */
public record Oddity(FindingCode code, String field, String expected, String found, String done) {}
