/** Maps the Avro records of topics to the domain and back: Avro stops here. */
@NullMarked
package io.stridelake.schema.mapping;

import org.jspecify.annotations.NullMarked;
