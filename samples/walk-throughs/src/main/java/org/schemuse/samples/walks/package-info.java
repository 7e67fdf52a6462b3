/** What an application of {@code vibemuse} or {@code promptpal} needs to work for the user who is signed in. */
package org.schemuse.samples.walks;
