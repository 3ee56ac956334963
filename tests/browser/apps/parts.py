"""A picture with its ways of being clicked, and the widgets whose words are Streamlit's."""

import pandas as pd
import streamlit as st

from pages.shared.base.component import clicked, picture

st.set_page_config(layout="wide", page_icon="🌍")
st.title("Pièces")
if "seen" not in st.session_state:
    st.session_state.seen = []


def keep() -> None:
    st.session_state.seen.append(clicked("drawing"))


st.text("vus: " + ", ".join(st.session_state.seen))
picture(
    '<p id="words">Un texte à choisir</p><svg width="200" height="40" role="group" aria-label="dessin">'
    '<circle data-id="rond" tabindex="0" role="button" aria-label="Rond" cx="20" cy="20" r="15"/></svg>'
    '<p><a href="?annee=2024" data-id="lien">Lien</a> <a href="#loin">Aller loin</a></p>'
    '<details id="loin"><summary>Plus loin</summary><p>Voilà</p></details>',
    key="drawing",
    on_click=keep,
)
st.text("après")
st.button("Rien")
if st.button("Panne"):
    raise ValueError("secret of the server")
st.dataframe(pd.DataFrame({"ville": ["Namur", "Bordeaux"]}))
st.multiselect("Villes", ["Namur", "Bordeaux"])
st.selectbox("Ville", ["Namur", "Bordeaux"], index=None)
st.number_input("Nombre", value=1)
st.file_uploader("Fichier")
with st.popover("Filtrer"):
    st.text("Filtres")
