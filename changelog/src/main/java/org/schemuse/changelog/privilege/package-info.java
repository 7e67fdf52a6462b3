/** What other roles get of new objects, and how they do not. */
package org.schemuse.changelog.privilege;
