/** What some tests need from the machine they run on. */
@NullMarked
package io.stridelake.requirement;

import org.jspecify.annotations.NullMarked;
