/** Reads which privileges other roles have or get by default, and takes them away from new objects. */
package org.schemuse.changelog.privilege;
