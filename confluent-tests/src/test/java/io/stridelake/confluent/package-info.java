/** Ours held against Confluent's own serializer, deserializer and registry client. */
@NullMarked
package io.stridelake.confluent;

import org.jspecify.annotations.NullMarked;
