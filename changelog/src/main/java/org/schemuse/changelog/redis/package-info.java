/**
 * The Redis half of a catalog: the keys it may hold, from {@code redis-keys.yaml}, and the function library that writes
 * them. In goes a catalog and a server, out come reports; this is the only package that touches Jedis.
 */
package org.schemuse.changelog.redis;
