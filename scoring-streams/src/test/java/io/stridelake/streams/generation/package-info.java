@NullMarked
package io.stridelake.streams.generation;

import org.jspecify.annotations.NullMarked;
