package io.stridelake.simulator.oauth;

import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.oauth.AuthorizeController.Consent;
import java.util.Collection;
import java.util.stream.Collectors;

/** The page on which one chooses whom to be and what the app may see. */
final class LoginPage {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Authorize · Strava simulator</title>
      <style>
      :root { color-scheme: light dark; --line: #8884; --accent: #c2410c; }
      body { font: 16px/1.5 system-ui, sans-serif; margin: 0; padding: 1.5rem; }
      main { max-width: 34rem; margin: auto; }
      h1 { font-size: 1.4rem; margin: .2rem 0; }
      .note { opacity: .75; font-size: .9rem; margin: 0 0 1.2rem; }
      fieldset { border: 1px solid var(--line); border-radius: .6rem; margin: 0 0 1rem; }
      legend { font-weight: 600; padding: 0 .4rem; }
      input[type=search] { width: 100%; box-sizing: border-box; font: inherit; padding: .5rem .7rem;
        border: 1px solid var(--line); border-radius: .4rem; margin-bottom: .5rem; }
      ul { list-style: none; margin: 0; padding: 0; max-height: 17rem; overflow: auto; }
      li label { display: flex; gap: .6rem; padding: .35rem .4rem; border-radius: .4rem; cursor: pointer; }
      li label:hover, li label:has(:checked) { background: #c2410c22; }
      li small { margin-left: auto; opacity: .7; text-align: right; }
      .scope { display: block; padding: .15rem .4rem; }
      .buttons { display: flex; gap: .7rem; }
      button { font: inherit; font-weight: 600; padding: .6rem 1.4rem; border-radius: .4rem;
        border: 1px solid var(--line); background: none; color: inherit; cursor: pointer; }
      button.yes { background: var(--accent); border-color: var(--accent); color: #fff; flex: 1; }
      </style>
      </head>
      <body><main>
      <h1>Log in to the Strava simulator</h1>
      <p class="note">Everybody here is made up. Choose whom to be, and what the app may see.</p>
      """;

  private static final String SEARCH =
      """
      <script>
      document.getElementById('search').addEventListener('input', event => {
        const text = event.target.value.toLowerCase();
        for (const row of document.querySelectorAll('li'))
          row.hidden = !row.textContent.toLowerCase().includes(text);
      });
      </script>
      </main></body></html>
      """;

  private LoginPage() {}

  static String html(Consent consent, Collection<Athlete> athletes) {
    String people = athletes.stream().map(LoginPage::person).collect(Collectors.joining());
    String scopes = consent.scopes().stream().map(LoginPage::scope).collect(Collectors.joining());
    return HEAD
        + "<form method=\"get\" action=\"authorize\">"
        + hidden("client_id", consent.clientId())
        + hidden("redirect_uri", consent.redirectUri())
        + hidden("response_type", consent.responseType())
        + hidden("state", consent.state())
        + hidden("scope", String.join(",", consent.scopes()))
        + "<input type=\"hidden\" name=\"simulate_scope\" value=\"\">"
        + "<fieldset><legend>Athlete</legend>"
        + "<input type=\"search\" id=\"search\" placeholder=\"Search by name or department\""
        + " aria-label=\"Search athletes\"><ul>"
        + people
        + "</ul></fieldset><fieldset><legend>This app may</legend>"
        + scopes
        + "</fieldset><div class=\"buttons\"><button class=\"yes\">Authorize</button>"
        + "<button name=\"simulate_deny\" value=\"true\" formnovalidate>Deny</button></div></form>"
        + SEARCH;
  }

  private static String person(Athlete athlete) {
    String department = athlete.department();
    return "<li><label><input type=\"radio\" name=\"simulate_athlete\" required value=\"%d\">%s<small>%s</small></label></li>"
        .formatted(
            athlete.stravaId(),
            escaped(athlete.name()),
            escaped((department == null ? "" : department + " · ") + athlete.home().name()));
  }

  private static String scope(String scope) {
    String box = "<label class=\"scope\"><input type=\"checkbox\" name=\"simulate_scope\"";
    return box + " value=\"" + escaped(scope) + "\" checked> " + escaped(scope) + "</label>";
  }

  private static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + escaped(value) + "\">";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
