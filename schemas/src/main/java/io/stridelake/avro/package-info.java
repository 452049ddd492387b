/** Avro values in Confluent's wire format, with the schemas at a Confluent-compatible registry. */
@NullMarked
package io.stridelake.avro;

import org.jspecify.annotations.NullMarked;
