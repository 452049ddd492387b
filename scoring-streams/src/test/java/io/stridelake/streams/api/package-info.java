@NullMarked
package io.stridelake.streams.api;

import org.jspecify.annotations.NullMarked;
