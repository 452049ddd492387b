/** All of Stridelake in one process, on a broker and a registry of its own. */
@NullMarked
package io.stridelake.standalone;

import org.jspecify.annotations.NullMarked;
