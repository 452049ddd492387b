@NullMarked
package io.stridelake.streams.season;

import org.jspecify.annotations.NullMarked;
