/** Rankings: the list, a page, a member, those around a member. */
@NullMarked
package io.stridelake.query.ranking;

import org.jspecify.annotations.NullMarked;
