/** The one place that decides where tests get Kafka: a container, or the broker in this JVM. */
@NullMarked
package io.stridelake.testkafka;

import org.jspecify.annotations.NullMarked;
