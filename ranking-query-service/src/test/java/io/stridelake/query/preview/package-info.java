@NullMarked
package io.stridelake.query.preview;

import org.jspecify.annotations.NullMarked;
