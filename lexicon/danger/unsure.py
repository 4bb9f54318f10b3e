"""Signs that ordinary talk gives too: on some 11,000 calm sentences more than one alarm in ten of each was false.

Where a model can weigh the words around them they are one sign among others; where none can (it is down, or has not answered), they raise the
alarm by themselves, for a false alarm costs a sentence and a missed one may cost a life.
"""

from __future__ import annotations

__all__ = ["UNSURE"]

_CODES = """
    enfant.alone_age enfant.child_beaten enfant.heard_through_wall enfant.hits_on_child enfant.hungry
    enfant.nothing_to_eat medical.accident_meds medical.allergic_shock medical.attack_just medical.attack_now
    medical.call_help medical.child_swallowed medical.face_swells medical.fell_no_answer medical.hard_to_breathe
    medical.heart medical.no_reaction medical.on_floor medical.poisoning medical.pregnant medical.speech_gone
    medical.vital sans_abri.115 sans_abri.evicted_today sans_abri.live_in_car sans_abri.no_roof
    sans_abri.on_street sans_abri.outside_tonight sans_abri.roof sans_abri.sleeps_out sans_abri.slept_outside
    sans_abri.street_bare sans_abri.thrown_out sans_abri.thrown_out_plain sans_abri.tonight_outside
    sans_abri.without_home_since suicide.better_dead suicide.better_gone_simple suicide.bullet suicide.dark_ideas
    suicide.easy_death suicide.end_it suicide.farewell suicide.god_take suicide.gone_relief suicide.hanged
    suicide.harm_me suicide.height_thought suicide.if_dead suicide.in_the_air suicide.irreparable
    suicide.join_dead suicide.jump suicide.kill_myself suicide.kill_myself_bare suicide.last_message
    suicide.lets_go suicide.never_wake suicide.no_reason suicide.on_the_edge suicide.rid_of_me suicide.rope
    suicide.soon_gone suicide.stop_living suicide.swallow_all suicide.talks_of_dying suicide.thinks_death
    suicide.throw suicide.throw_void suicide.tired_of_life suicide.took_all suicide.took_whole_box
    suicide.wish_dead suicide.word violence.blade_throat violence.blows violence.bones violence.cannot_talk
    violence.confined violence.conjugal violence.controls violence.death_threats violence.drunk
    violence.elder_abuse violence.excision violence.fear_him violence.forced_marriage violence.has_weapon
    violence.hit_me_past violence.hits_on violence.hits_on_me violence.hits_other violence.in_danger
    violence.looks_for_us violence.other_hit violence.police_now violence.rains_blows violence.sends_fists
    violence.sent_away_to_marry violence.stalking violence.victim violence.weapon violence.will_kill_me
    violence.would_kill_me
"""

UNSURE: frozenset[str] = frozenset(_CODES.split())
