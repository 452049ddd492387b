/** Connections to Kafka and the schema registry. */
@NullMarked
package io.stridelake.ingest.kafka;

import org.jspecify.annotations.NullMarked;
