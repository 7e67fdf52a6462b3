/** An application of the vibecoder catalog: every statement runs for one tenant. */
package org.schemuse.samples.tenants;
