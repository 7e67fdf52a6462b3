/**
 * The part of a catalog that is in Redis: the keys it may hold, from {@code redis-keys.yaml}, and the function library that
 * writes them. This is the only package that uses Jedis.
 */
@NullMarked
package org.schemuse.changelog.redis;

import org.jspecify.annotations.NullMarked;
