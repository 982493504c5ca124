"""The frame of the HTML page: a Jinja template that escapes whatever it is given."""

FRAME = """\
{% macro reading(one, sentence) %}
<li class="{{ 'gave' if one.contacts else 'none' }}">
  <a class="quoted" href="#cue-{{ one.cue_span.start }}"><q>{{ one.cue }}</q></a>
  {% if one.contacts %}
  {% for number in one.contacts %}
  <a class="number" href="#contact-{{ number }}">{{ number }}</a>
  {% endfor %}
  <span>{{ one.contact_type | words }}{{ ', ' + one.detail if one.detail else '' }}</span>
  {% elif one.rule_id == 'CLAIM' and sentence.claims %}
  {% for number in sentence.claims %}
  <a class="number of-claim" href="#claim-{{ number }}">claim {{ number }}</a>
  {% endfor %}
  <span>{{ one.detail }}</span>
  {% else %}
  <span class="verdict">{{ say.tell_reading(one, sentence.claims) }}</span>
  {% endif %}
  {% if one.rule_id and not one.contacts %}
  <details><summary>{{ one.rule_id }}</summary><p>{{ one.rule }}</p></details>
  {% endif %}
</li>
{% endmacro %}
{% macro marked(piece) %}
{% if piece.mark %}<mark{% if piece.mark.kind == 'cue' %} \
id="cue-{{ piece.mark.span.start }}"{% endif %} class="{{ piece.mark.kind }}\
{{ ' mute' if piece.mark.kind == 'cue' and not piece.mark.contacts else '' }}" \
title="{{ piece.mark.about }}">{{ piece.text }}\
{% if piece | tag %}<small>{{ piece | tag }}</small>{% endif %}</mark>\
{% else %}{{ piece.text }}{% endif %}
{% endmacro %}
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" \
content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{ release.title if release and release.title else origin.address }}</title>
<style>
/* style */
</style>
</head>
<body>
<header>
  <p class="kicker">{{ origin.source_name }}\
{% if release %} &middot; {{ release.publisher }}{% endif %}\
{% if publication and publication.day %} &middot; \
<time datetime="{{ publication.day }}">{{ publication.day }}</time>{% endif %}</p>
  <h1{% if release %} lang="{{ release.language }}" dir="auto"{% endif %}>\
{{ release.title if release and release.title else origin.address }}</h1>
  <p class="address">{% if link %}<a href="{{ link }}" rel="noreferrer">{{ link }}</a>\
{% else %}{{ origin.address }}{% endif %}</p>
  <p class="summary">{{ say.tell_summary(told) }}.</p>
  {% for note in origin.notes %}
  <p class="note">{{ note }}.</p>
  {% endfor %}
</header>
<main>
{% if told.contacts or told.claims %}
<section>
  <h2>What was coded</h2>
  <div class="cards">
  {% for contact in told.contacts %}
  <article class="card{{ ' out' if contact.left_out else '' }}" id="contact-{{ contact.number }}">
    <h3><span class="number">{{ contact.number }}</span>\
{{ contact.mention.contact_type | words | capitalize }}</h3>
    <p class="facts">{{ contact.mention.status | capitalize }} \
<b>{{ contact.mention.date.edtf or 'on days not told' }}</b> &middot; \
told as {{ contact.mention.told_as }}</p>
    {% if contact.left_out %}
    <p class="left-out">Left out of the tables: {{ contact.left_out }}.</p>
    {% endif %}
    <ul class="who">
    {% for one in contact.participants %}
      <li><abbr title="{{ one.side_name or 'side not known' }}">{{ one.side or '?' }}</abbr>
        <span>{{ say.tell_who(one) | words }}\
{% if one.how %}<small{% if one.is_inferred %} class="inferred"{% endif %}>{{ one.how }}\
</small>{% endif %}</span></li>
    {% endfor %}
    </ul>
    <blockquote lang="{{ release.language }}">{{ contact.mention.quote }}</blockquote>
    <dl>
      {% if contact.mention.date.edtf %}
      <dt>Date</dt><dd>{{ say.tell_basis(contact) }}</dd>
      {% endif %}
      <dt>Channel</dt><dd>{{ contact.mention.channel | words }}, \
{{ 'multilateral' if contact.mention.is_multilateral else 'bilateral' }}</dd>
      <dt>Host</dt><dd>{{ contact.mention.host_country or 'not told' }}\
{% if contact.mention.place %}, place &ldquo;{{ contact.mention.place }}&rdquo;{% endif %}</dd>
      <dt>Told by</dt><dd>{% for one in contact | cues(told) %}\
<a href="#cue-{{ one.cue_span.start }}"><q>{{ one.cue }}</q></a>\
{{ ', ' if not loop.last else '' }}{% endfor %}</dd>
      <dt>Rule</dt><dd><code>{{ contact.mention.rule_id }}</code> {{ contact.rule }}</dd>
    </dl>
  </article>
  {% endfor %}
  {% for claim in told.claims %}
  <article class="card claim" id="claim-{{ loop.index }}">
    <h3><span class="number">claim {{ loop.index }}</span></h3>
    <p class="facts">{{ say.tell_claim(claim) }}</p>
    <blockquote>{{ claim.quote }}</blockquote>
    <p class="aside">Evidence about coverage; it adds to no count.</p>
  </article>
  {% endfor %}
  </div>
</section>
{% endif %}
{% if told.refusals %}
<section>
  <h2>What was quarantined</h2>
  <ul class="refusals">
  {% for refused in told.refusals %}
    <li><b>{{ refused.stage | words }}</b> {{ refused.reason }}\
{% if refused.detail %}<br>{{ refused.detail }}{% endif %}\
{% if refused.quote and refused.quote not in refused.detail %}<br>\
<q>{{ refused.quote }}</q>{% endif %}</li>
  {% endfor %}
  </ul>
</section>
{% endif %}
{% if release %}
<section>
  <h2>How the text was read</h2>
  {% if told.is_coded %}
  <ul class="legend">
  {% for kind, about in kinds.items() %}
    <li><mark class="{{ kind }}">{{ about }}</mark></li>
    {% if kind == 'cue' %}
    <li><mark class="cue mute">the same, where it gave none</mark></li>
    {% endif %}
  {% endfor %}
  </ul>
  <p class="aside">Only sentences with a cue are looked into; the rest is printed as it is.</p>
  {% else %}
  <p class="aside">Its language is not coded yet, so nothing is marked.</p>
  {% endif %}
  <div class="text" lang="{{ release.language }}">
  {% for paragraph in paragraphs %}
  <div class="row{{ ' goes-on' if paragraph.is_continued else '' }}">
    <p class="{{ 'title' if paragraph.is_title else 'body' }}" dir="auto">\
{% for stretch in paragraph.stretches %}\
{% for piece in stretch.pieces %}{{ marked(piece) }}{% endfor %}{% endfor %}</p>
    {% if paragraph.sentences %}
    <div class="readings" lang="en">
    {% for sentence in paragraph.sentences %}
    <ul>
    {% for one in sentence.readings %}
    {{ reading(one, sentence) }}
    {% endfor %}
    </ul>
    {% endfor %}
    </div>
    {% endif %}
  </div>
  {% endfor %}
  </div>
</section>
<section>
  <h2>When it was published</h2>
  <p>{{ say.tell_publication(publication) | capitalize }}. {{ publication.rule }}</p>
  {% set others = say.tell_other_evidence(publication) %}
  {% if others %}<p class="aside">Also found: {{ others | join('; ') }}.</p>{% endif %}
</section>
{% endif %}
</main>
<footer>Source {{ origin.source_id }}{% if origin.file %}, file {{ origin.file }}{% endif %}\
{% if release %}, release {{ release.release_id }}{% endif %}, \
coded by the rules {{ origin.coding_version }}.</footer>
</body>
</html>"""
