@NullMarked
package io.stridelake.streams.verification;

import org.jspecify.annotations.NullMarked;
