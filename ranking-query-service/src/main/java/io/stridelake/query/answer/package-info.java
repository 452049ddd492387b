/** Bodies with their ETags, made once for everybody who asks the same. */
@NullMarked
package io.stridelake.query.answer;

import org.jspecify.annotations.NullMarked;
