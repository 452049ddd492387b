/**
 * The Avro records that stand in topics, generated; generated code says nothing about null, so the
 * mappers beside it are the place where null is dealt with.
 */
@NullUnmarked
package io.stridelake.schema;

import org.jspecify.annotations.NullUnmarked;
