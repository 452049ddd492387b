/** Every topic of Stridelake: its name, key, headers, partitions, settings and owner. */
@NullMarked
package io.stridelake.topics;

import org.jspecify.annotations.NullMarked;
