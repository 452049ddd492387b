/**
 * What would change if another generation answered.
 *
 * <pre>
 * PreviewController ─▶ Previews ─▶ WholeBoards of both generations ─▶ Movements (in order, kept a while)
 *                                └▶ Causes: the rules that moved those who are shown
 * </pre>
 */
@NullMarked
package io.stridelake.query.preview;

import org.jspecify.annotations.NullMarked;
