/** The synthetic company of the system tests and what happens in it. */
@NullMarked
package io.stridelake.system.company;

import org.jspecify.annotations.NullMarked;
