@NullMarked
package io.stridelake.generation;

import org.jspecify.annotations.NullMarked;
