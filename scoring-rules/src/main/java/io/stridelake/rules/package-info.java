/** Rule sets: the versioned documents that turn activities into points and declare the boards. */
@NullMarked
package io.stridelake.rules;

import org.jspecify.annotations.NullMarked;
