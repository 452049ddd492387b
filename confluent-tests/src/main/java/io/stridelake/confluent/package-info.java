/** Confluent's own serde, as a class that the services can be told to use. */
@NullMarked
package io.stridelake.confluent;

import org.jspecify.annotations.NullMarked;
