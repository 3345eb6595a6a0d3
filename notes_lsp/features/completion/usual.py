r"""What people write most in formulas, the most frequent first.

Ranks what starts alike (`\int` before `\intercal`), and is what a lone backslash offers.
"""

from __future__ import annotations

from typing import Final

_COMMANDS = r"""
\frac \sum \int \sqrt \alpha \beta \theta \lambda \partial \infty \pi \sigma \mu \cdot \times
\left \right \begin \end \text \mathbb \mathbf \mathrm \mathcal \leq \geq \le \ge \neq \ne \approx
\equiv \sim \in \notin \subset \subseteq \cup \cap \to \rightarrow \Rightarrow \leftarrow
\Leftrightarrow \iff \implies \mapsto \lim \log \ln \exp \sin \cos \tan \max \min \arg \hat \bar
\tilde \vec \dot \overline \gamma \delta \epsilon \varepsilon \zeta \eta \phi \varphi \psi \omega
\rho \tau \xi \kappa \nu \chi \Delta \Gamma \Lambda \Omega \Phi \Psi \Sigma \Theta \Pi \nabla
\prod \oint \iint \iiint \forall \exists \dots \cdots \ldots \vdots \ddots \quad \qquad
\mathbb \boldsymbol \operatorname \binom \underbrace \overbrace \overset \underset \stackrel
\pm \mp \div \propto \ll \gg \cong \simeq \langle \rangle \lfloor \rfloor \lceil \rceil \lVert
\rVert \lvert \rvert \mid \parallel \perp \angle \circ \ast \star \oplus \otimes \odot \wedge \vee
\neg \emptyset \varnothing \setminus \supset \supseteq \bigcup \bigcap \ell \hbar \Re \Im
\widehat \widetilde \dfrac \tfrac \mathscr \mathfrak \mathsf \mathtt \tag \boxed \color
\textcolor \textbf \mathop \limits \sup \inf \det \dim \ker \gcd \Pr \bmod \pmod \prime \dagger
\xrightarrow \xleftarrow \longrightarrow \uparrow \downarrow \leftrightarrow \hookrightarrow
\because \therefore \triangle \square \blacksquare \bigl \bigr \Big \big \cancel \substack
"""

_ENVIRONMENTS = """
aligned cases matrix pmatrix bmatrix vmatrix array align align* gathered split equation
equation* gather Bmatrix Vmatrix smallmatrix dcases rcases alignedat CD
"""

USUAL_COMMANDS: Final = tuple(dict.fromkeys(_COMMANDS.split()))
USUAL_ENVIRONMENTS: Final = tuple(_ENVIRONMENTS.split())

_PLACES: Final = {
    name: place
    for names in (USUAL_COMMANDS, USUAL_ENVIRONMENTS)
    for place, name in enumerate(names)
}


def usual_place(name: str) -> int:
    """How far down the list of the usual a command or environment stands; high when it does not."""
    return _PLACES.get(name, 1000)
