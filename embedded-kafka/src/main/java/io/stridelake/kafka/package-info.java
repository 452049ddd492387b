/** A real Kafka broker inside this JVM, for running on one machine and for tests. */
@NullMarked
package io.stridelake.kafka;

import org.jspecify.annotations.NullMarked;
