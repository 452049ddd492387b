@NullMarked
package io.stridelake.streams.mark;

import org.jspecify.annotations.NullMarked;
