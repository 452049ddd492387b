/** Single activities, what each earned and why, and what an athlete's add up to. */
@NullMarked
package io.stridelake.query.activity;

import org.jspecify.annotations.NullMarked;
