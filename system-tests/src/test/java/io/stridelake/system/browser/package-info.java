/** The page in a real browser, on a real installation. */
@NullMarked
package io.stridelake.system.browser;

import org.jspecify.annotations.NullMarked;
