/** Entry of this module. */
package org.schemuse.cli;
