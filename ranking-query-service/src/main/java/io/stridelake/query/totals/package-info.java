/** Totals of the company, its departments and sports. */
@NullMarked
package io.stridelake.query.totals;

import org.jspecify.annotations.NullMarked;
